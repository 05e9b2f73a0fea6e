import type { NetworkDetailDto } from '../../../networks/index.js';
import type { EstimateRequestDto } from '../../../estimates/index.js';
import type { PlanAnswerDto, PlanRequestDto, SweepRequestDto } from '../../../plans/index.js';
import { boardOf, pictureElements, type Catalogue } from './catalogue.js';
import type { ExplorerState } from './fields.js';
import { choiceOf } from './sets.js';

/** As it is sent: what has a default may be left out. */
type Sent<Dto> = Dto extends readonly (infer Item)[]
  ? Sent<Item>[]
  : Dto extends object
    ? { [Field in keyof Dto]?: Sent<Dto[Field]> }
    : Dto;
export type PlanRequest = Sent<PlanRequestDto>;
export type EstimateRequest = Sent<EstimateRequestDto>;
export type SweepRequest = Sent<SweepRequestDto>;

type Tier = NonNullable<PlanRequest['edge']>;

const BYTES_PER_MB = 1e6;

/** The request for plans that the state of the page stands for. */
export function toPlanRequest(
  state: ExplorerState,
  catalogue: Catalogue,
  network: NetworkDetailDto,
): PlanRequest {
  return {
    networkId: state.network,
    ...(state.batch !== 1 && { batch: state.batch }),
    device: tierOf(catalogue, state.device, state.deviceSet),
    edge: tierOf(catalogue, state.edge, state.edgeSet),
    link: linkOf(state),
    ...cloudOf(state, catalogue),
    ...(state.slowdown > 1 && { edgeLoad: { slowdown: state.slowdown } }),
    ...encodingsOf(state, network),
    ...transfersOf(state),
    ...goalOf(state),
    ...constraintsOf(state),
  };
}

function tierOf(catalogue: Catalogue, board: string, key: string): Tier {
  const known = boardOf(catalogue, board);
  return { board, ...(known && choiceOf(known, key)?.traits) };
}

function linkOf(state: ExplorerState): NonNullable<PlanRequest['link']> {
  const isOwn = state.link === '';
  const radio = (slope: number | null) => isOwn && slope !== null && { radioSlopeMwPerMbps: slope };
  return {
    ...(!isOwn && { profile: state.link }),
    uplink: { rateMbps: state.rateMbps, ...radio(state.radioUpNjPerBit) },
    downlink: {
      rateMbps: state.downlinkRateMbps ?? state.rateMbps,
      ...radio(state.radioDownNjPerBit),
    },
    roundTripMs: state.roundTripMs,
  };
}

function cloudOf(state: ExplorerState, catalogue: Catalogue): Pick<PlanRequest, 'cloud' | 'backhaul'> {
  if (state.cloud === '') return {};
  return {
    cloud: tierOf(catalogue, state.cloud, state.cloudSet),
    backhaul: {
      uplink: { rateMbps: state.backhaulRateMbps },
      roundTripMs: state.backhaulRoundTripMs,
    },
  };
}

function encodingsOf(state: ExplorerState, network: NetworkDetailDto): Pick<PlanRequest, 'inputEncodings'> {
  const elements = pictureElements(network);
  if (state.input !== 'pixels' || elements === null) return {};
  return { inputEncodings: [{ name: '8-bit pixels', bytes: elements * state.batch }] };
}

const TRANSFERS = {
  stored: [],
  float16: ['stored', 'float16'],
  int8: ['stored', 'float16', 'int8'],
} as const;

function transfersOf({ transfer }: ExplorerState): Pick<PlanRequest, 'transferPrecisions'> {
  const names = Object.hasOwn(TRANSFERS, transfer) ? TRANSFERS[transfer as keyof typeof TRANSFERS] : [];
  return names.length === 0 ? {} : { transferPrecisions: names.map((name) => ({ name })) };
}

function goalOf(state: ExplorerState): Pick<PlanRequest, 'objective' | 'weights'> {
  const objective = state.objective as PlanRequestDto['objective']; // the service says what it accepts
  if (objective !== 'weightedSum') return { objective };
  return {
    objective,
    weights: {
      perLatencyMs: state.weightLatency,
      perDeviceEnergyJ: state.weightDevice,
      perSystemEnergyJ: state.weightSystem,
    },
  };
}

function constraintsOf(state: ExplorerState): Pick<PlanRequest, 'constraints'> {
  const limits = {
    maxLatencyMs: state.maxLatencyMs,
    maxDeviceEnergyJ: state.maxDeviceEnergyJ,
    maxDeviceMemoryBytes: scaled(state.maxDeviceMemoryMb, BYTES_PER_MB),
    maxEdgeMemoryBytes: scaled(state.maxEdgeMemoryMb, BYTES_PER_MB),
    minDeviceShare: scaled(state.minDevicePercent, 0.01),
    maxDeviceShare: scaled(state.maxDevicePercent, 0.01),
    inputStaysOnDevice: state.inputStaysOnDevice || null,
  };
  const asked = Object.entries(limits).filter(([, limit]) => limit !== null);
  return asked.length === 0 ? {} : { constraints: Object.fromEntries(asked) };
}

/** Bytes are whole. */
const scaled = (value: number | null, factor: number): number | null =>
  value === null ? null : factor > 1 ? Math.round(value * factor) : value * factor;

/** The whole range of both sliders, so that the current point lies in it; as many points as a table shows. */
export function toSweepRequest(plan: PlanRequest): SweepRequest {
  const rate = plan.link?.uplink?.rateMbps ?? 1;
  const load = plan.edgeLoad?.slowdown ?? 1;
  const [rates, loads] = [41, 12];
  const scale = 'log';
  const { edgeLoad: _, ...rest } = plan;
  return {
    ...rest,
    parameters: [
      {
        name: 'uplinkRateMbps',
        range: { from: Math.min(0.1, rate), to: Math.max(10_000, rate), points: rates, scale },
      },
      { name: 'edgeSlowdown', range: { from: 1, to: Math.max(100, load), points: loads, scale } },
    ],
  };
}

/** Each layer on the device, in the power mode of the plan. */
export function toEstimateRequest(
  { networkId, device }: PlanRequest,
  { chosen, closest }: PlanAnswerDto,
): EstimateRequest {
  const { powerModes: _, ...board } = device ?? {};
  const { devicePowerMode } = chosen ?? closest;
  return {
    networks: [networkId === undefined ? {} : { networkId }],
    boards: [{ ...board, ...(devicePowerMode !== null && { powerMode: devicePowerMode }) }],
    layers: true,
  };
}
