import { firstLineOf, processorSeconds, startScript } from '../harness/processes.js';
import type { Scenario } from './scenarios.js';

/** A server to be loaded. */
export interface Loaded {
  readonly url: string;
  readonly pid: number;
}

export interface ClosedLoad {
  readonly scenario: string;
  readonly url: string;
  readonly clients: number;
  /** How many requests, all clients together. */
  readonly amount: number;
  /** Number of the first body. */
  readonly from: number;
}

export interface PacedLoad {
  readonly scenario: string;
  readonly url: string;
  readonly requestsPerSecond: number;
  /** Before what is measured, in which the same is done. */
  readonly warmUpSeconds: number;
  readonly seconds: number;
  readonly from: number;
}

export interface Throughput {
  readonly perSecond: number;
  /** Requests in a second that the server computes, all its threads together. */
  readonly perProcessorSecond: number;
}

const CLOSED = new URL('./closed-load.js', import.meta.url);
const PACED = new URL('./paced-load.js', import.meta.url);

/** So that bodies of one measurement are none of another. */
let bodiesSent = 0;

/** What the clients get through when each sends its next request as soon as the last is answered. */
export async function saturate(
  server: Loaded,
  { name, clients }: Pick<Scenario, 'name' | 'clients'>,
  amount: number,
): Promise<Throughput> {
  const load: ClosedLoad = { scenario: name, url: server.url, clients, amount, from: bodiesSent };
  bodiesSent += amount;
  const before = processorSeconds(server.pid);
  const { seconds } = await generate<{ seconds: number }>(CLOSED, load);
  const computed = processorSeconds(server.pid) - before;
  return { perSecond: amount / seconds, perProcessorSecond: amount / computed };
}

/** Milliseconds from when each request was due to the end of its answer; it is due whether or not others are answered. */
export async function pace(
  server: Loaded,
  { name }: Scenario,
  { requestsPerSecond, seconds }: { readonly requestsPerSecond: number; readonly seconds: number },
): Promise<number[]> {
  const warmUpSeconds = 1;
  const from = bodiesSent;
  bodiesSent += Math.ceil(requestsPerSecond * (warmUpSeconds + seconds)) + 1;
  const load: PacedLoad = {
    scenario: name,
    url: server.url,
    requestsPerSecond,
    warmUpSeconds,
    seconds,
    from,
  };
  return generate<number[]>(PACED, load);
}

const generate = async <Result>(script: URL, load: object): Promise<Result> =>
  JSON.parse(await firstLineOf(startScript(script, [JSON.stringify(load)], 1))) as Result;
