import { createServer, type AddressInfo } from 'node:net';
import { once } from 'node:events';
import { DataSource } from 'typeorm';
import { codeOfDatabaseFault, DatabaseUnreachableError } from '../platform/problems/database-faults.js';
import { servingOptions } from './serving-options.js';

const faultOf = (url: string): Promise<unknown> =>
  new DataSource(servingOptions({ url })).initialize().then(
    () => null,
    (error: unknown) => error,
  );

describe('the pool of the service', () => {
  it.each([
    ['refuses', 'ECONNREFUSED', () => Promise.resolve({ port: 1, close: () => undefined })],
    ['hangs up', 'Connection terminated unexpectedly', serverThatHangsUp],
  ])('says that the database is away where it %s', async (_name, reason, serve) => {
    const { port, close } = await serve();
    const fault = await faultOf(`postgres://nobody@127.0.0.1:${port}/none`);
    close();
    expect(fault).toBeInstanceOf(DatabaseUnreachableError);
    expect(codeOfDatabaseFault(fault)).toBe('database-unavailable');
    expect((fault as Error).message).toContain(reason);
  });
});

async function serverThatHangsUp() {
  const server = createServer((socket) => socket.once('data', () => socket.end())).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, close: () => void server.close() };
}
