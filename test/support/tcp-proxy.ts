import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What a network between a client and a server may do. */
export type Weather = 'fair' | 'cut' | 'stalled' | { readonly delayMs: number };

/** A way to a server that can be cut, stalled and slowed. */
export interface TcpProxy {
  readonly port: number;
  /** `cut` ends what is open and refuses what comes; `stalled` takes connections and passes nothing on. */
  turn(weather: Weather): void;
  close(): Promise<void>;
}

export async function startTcpProxy(target: { host: string; port: number }): Promise<TcpProxy> {
  let weather: Weather = 'fair';
  const sockets = new Set<Socket>();
  const held: (() => void)[] = [];

  const pass = (from: Socket, to: Socket): void => {
    from.on('data', (chunk) => {
      const send = (): void => {
        if (!to.destroyed) to.write(chunk);
      };
      if (weather === 'stalled') held.push(send);
      else if (typeof weather === 'object') setTimeout(send, weather.delayMs).unref();
      else send();
    });
    from.on('error', () => to.destroy());
    from.on('close', () => to.destroy());
  };

  const server = createServer((client) => {
    if (weather === 'cut') {
      client.destroy();
      return;
    }
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('close', () => sockets.delete(socket));
    }
    pass(client, upstream);
    pass(upstream, client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    turn(next) {
      weather = next;
      if (next === 'cut') for (const socket of sockets) socket.destroy();
      if (next !== 'stalled') for (const send of held.splice(0)) send();
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}
