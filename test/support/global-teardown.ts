export default function globalTeardown(): void {
  // Filled by the embedded database support.
}
