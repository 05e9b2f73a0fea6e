import { connect } from 'node:net';
import { startTestService, type TestService } from '../support/service.js';

let service: TestService;

beforeAll(async () => {
  service = await startTestService();
}, 60_000);

afterAll(() => service.stop());

/** What is answered to a request of which the rest never comes. */
function answerTo(beginning: string): Promise<string> {
  const { hostname, port } = new URL(service.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(beginning));
    socket.on('data', (chunk) => (answer += chunk.toString()));
    socket.on('close', () => {
      resolve(answer);
    });
    socket.on('error', reject);
  });
}

describe('a request that takes longer to arrive than it may', () => {
  it.concurrent.each([
    ['its head', 'POST /plans HTTP/1.1\r\nhost: x\r\ncontent-type: application/'],
    [
      'its body',
      'POST /plans HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 9\r\n\r\n{"net',
    ],
  ])(
    'with %s is told so (408), and its connection is closed',
    async (_, beginning) => {
      const [head, body] = (await answerTo(beginning)).split('\r\n\r\n');
      expect(head).toMatch(/^HTTP\/1\.1 408 Request Timeout\r\ncontent-type: application\/problem\+json\r\n/);
      expect(JSON.parse(body!)).toMatchObject({
        type: 'urn:cutpoint:problem:request-timeout',
        status: 408,
        detail: expect.stringContaining('expected the whole request sooner'),
      });
    },
    90_000,
  );
});
