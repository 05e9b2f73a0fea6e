import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemOfHttpFault } from './http-faults.js';
import { PROBLEM_MEDIA_TYPE } from './problem.js';

const STATUS_BY_PARSER_CODE: Readonly<Record<string, number>> = {
  ERR_HTTP_REQUEST_TIMEOUT: 408,
  HPE_HEADER_OVERFLOW: 431,
};

/** Answers bytes that are not HTTP; there is no request yet to answer to, so it writes to the socket. */
export function answerBrokenConnection(error: Error & { code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || socket.destroyed || !socket.writable) return;
  const statusCode = STATUS_BY_PARSER_CODE[error.code ?? ''] ?? 400;
  const fault = new Error(`the request is not HTTP (${error.code ?? error.message})`);
  const document = problemOfHttpFault(Object.assign(fault, { statusCode }))!;
  const body = JSON.stringify(document);
  socket.end(
    `HTTP/1.1 ${statusCode} ${STATUS_CODES[statusCode]}\r\ncontent-type: ${PROBLEM_MEDIA_TYPE}\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
