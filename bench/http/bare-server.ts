/**
 * What HTTP and JSON alone cost: reads the body of a request and parses it, and answers with the bytes of a file.
 * Arguments: how to read (`json`, `ndjson` or `bytes`), the file, its media type. Says its address when it listens.
 */
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Reading } from './scenarios.js';

const [reading, file, mediaType] = process.argv.slice(2) as [Reading, string, string];
const answer = readFileSync(file);
const headers = { 'content-type': mediaType, 'content-length': answer.length };

const READ: Readonly<Record<Reading, (body: Buffer) => void>> = {
  json: (body) => void JSON.parse(body.toString()),
  ndjson: (body) => {
    for (const line of body.toString().split('\n')) JSON.parse(line);
  },
  bytes: () => undefined,
};

const collect = (request: IncomingMessage, done: (body: Buffer) => void): void => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    done(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks));
  });
};

const server = createServer((request, response) => {
  collect(request, (body) => {
    READ[reading](body);
    response.writeHead(200, headers).end(answer);
  });
});
server.listen(0, '127.0.0.1', () => {
  console.log(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
});
