import type { ServerUser } from './unprivileged-user.js';

/** One line for the log of Hark. */
export interface LogLine {
  level: 'debug' | 'info' | 'warn' | 'error';
  message: string;
}

/** Where the lines of the embedded server go. */
export type Log = (line: LogLine) => void;

/** What the caller decides about the embedded server. */
export interface EmbeddedPostgresOptions {
  /** Absolute path of the data folder (`HARK_DATA_DIR`); the cluster lives in `<dataDir>/postgres`. */
  dataDir: string;
  /** Further server settings, as `postgres -c name=value`; they win over ours. Example: `fsync: 'off'` for tests. */
  settings?: Record<string, string>;
  /** Root only: where to put what the unprivileged user cannot read in its own place. Default: `/var/lib/hark`. */
  systemDir?: string;
  onLog: Log;
  /** The server is gone and did not come back, or another Hark took it over. Nothing more will be tried. */
  onUnrecoverable(error: Error): void;
}

/** The PostgreSQL programs that this machine and the server's user can run. */
export interface Binaries {
  initdb: string;
  postgres: string;
  pgCtl: string;
  /** As the server prints it: `18.4`. */
  version: string;
}

/** Everything needed to start the server of one cluster, again and again. */
export interface Server {
  dataDir: string;
  /** Real path of the cluster, links resolved: what the postmaster has as working directory. */
  clusterDir: string;
  binaries: Binaries;
  /** Whom the server runs as; null: as this process. */
  user: ServerUser | null;
  password: string;
  settings: Record<string, string>;
  log: Log;
}
