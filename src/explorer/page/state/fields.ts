/** What the address of the page holds: every choice on it, by the name that it has there. */
export const FIELDS = {
  network: text('alexnet'),
  batch: number(1),
  device: text('jetson-tx2'),
  deviceSet: text('MAXN|TensorRT|fp32|1|module'),
  edge: text('jetson-xavier-nx'),
  edgeSet: text(''),
  /** How many times slower the edge is than when it serves nobody else. */
  slowdown: number(1),
  /** Empty: no cloud. */
  cloud: text(''),
  cloudSet: text(''),
  backhaulRateMbps: number(1000),
  backhaulRoundTripMs: number(20),
  /** Identifier of a profile; empty for a link whose radio is said here. */
  link: text('wifi-802.11n'),
  rateMbps: number(200),
  /** Null: the rate of the uplink. */
  downlinkRateMbps: optional(),
  roundTripMs: number(2),
  radioUpNjPerBit: optional(),
  radioDownNjPerBit: optional(),
  input: text('pixels'),
  transfer: text('stored'),
  objective: text('latency'),
  weightLatency: number(1),
  weightDevice: number(0),
  weightSystem: number(0),
  maxLatencyMs: optional(),
  maxDeviceEnergyJ: optional(),
  maxDeviceMemoryMb: optional(),
  maxEdgeMemoryMb: optional(),
  minDevicePercent: optional(),
  maxDevicePercent: optional(),
  inputStaysOnDevice: flag(),
  /** Which of the two costs the charts show that can show either. */
  cost: text('latency'),
};

export interface Field<Value> {
  readonly fallback: Value;
  /** The value that stands for a text of the address; the fallback for what is none. */
  readonly read: (text: string) => Value;
}

type ValueOf<Entry> = Entry extends Field<infer Value> ? Value : never;

/** Every choice on the page. */
export type ExplorerState = { readonly [Name in FieldName]: ValueOf<(typeof FIELDS)[Name]> };
export type FieldName = keyof typeof FIELDS;

/** Names of the fields whose values are of one type. */
export type FieldsOf<Value> = {
  [Name in FieldName]: ExplorerState[Name] extends Value ? Name : never;
}[FieldName];

export const FIELD_NAMES = Object.keys(FIELDS) as FieldName[];

export const INITIAL = Object.fromEntries(
  FIELD_NAMES.map((name) => [name, FIELDS[name].fallback]),
) as unknown as ExplorerState;

function text(fallback: string): Field<string> {
  return { fallback, read: (written) => written };
}

function number(fallback: number): Field<number> {
  return { fallback, read: (written) => numberOf(written) ?? fallback };
}

function optional(): Field<number | null> {
  return { fallback: null, read: numberOf };
}

function flag(): Field<boolean> {
  return { fallback: false, read: (written) => written === 'true' };
}

/** A number that can be sent; null for anything else. */
export function numberOf(written: string): number | null {
  const value = Number(written);
  return written.trim() === '' || !Number.isFinite(value) ? null : value;
}
