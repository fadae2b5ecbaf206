export default function globalSetup(): void {
  // Filled by the embedded database support.
}
