import { createConnection, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A wire to a database that a test can cut: behind it, PostgreSQL is away as by a dead host or a pulled cable. */
export class DatabaseWire {
  private readonly sockets = new Set<Socket>();
  private cutOff = false;

  private constructor(
    private readonly server: Server,
    /** The database's address through the wire. */
    readonly url: string,
  ) {}

  static async to(databaseUrl: string): Promise<DatabaseWire> {
    const target = new URL(databaseUrl);
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const through = new URL(databaseUrl);
    through.port = String((server.address() as AddressInfo).port);
    const wire = new DatabaseWire(server, through.href);
    server.on('connection', (near) => {
      if (wire.cutOff) {
        near.destroy();
        return;
      }
      const far = createConnection(Number(target.port), target.hostname);
      wire.join(near, far);
      wire.join(far, near);
    });
    return wire;
  }

  /** Breaks every connection and refuses new ones. */
  cut(): void {
    this.cutOff = true;
    this.sockets.forEach((socket) => socket.destroy());
  }

  mend(): void {
    this.cutOff = false;
  }

  async close(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.server.close(resolve));
  }

  private join(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (chunk) => to.write(chunk));
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    from.on('error', () => to.destroy());
  }
}
