/** A database that the ordinary PostgreSQL driver can reach. */
export interface DatabaseConnection {
  readonly options: ConnectionOptions;
  /** To be called once, after every connection has been returned. */
  close(): Promise<void>;
}

export type ConnectionOptions =
  | {
      readonly host: string;
      readonly port: number;
      readonly username: string;
      readonly database: string;
      readonly poolSize: number;
    }
  | { readonly url: string };

/** For what holds nothing that has to be let go. */
export const nothingToClose = (): Promise<void> => Promise.resolve();
