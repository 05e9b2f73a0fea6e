import type { Pricing } from './pricing.js';
import { costOf } from './spend.js';

/** By candidate. */
type Totals = Readonly<
  Record<'latency' | 'deviceEnergy' | 'edgeEnergy' | 'systemEnergy' | 'period' | 'bytes', Float64Array>
>;

/**
 * Totals of the candidates [start, end) of one choice on two tiers, of which the device runs the cuts `first`: what the
 * rows of `spend` add up to, to the last bit, without writing the rows, which would take four times as long.
 */
export function addUpTwoTiers(
  pricing: Pricing,
  { first, start, end }: { readonly first: Uint32Array; readonly start: number; readonly end: number },
  totals: Totals,
): void {
  const { device, edge, edgeSlowdown, inputs, sent, returned, reach, hop, choice, cuts } = pricing;
  const { encode } = choice.encoding;
  const { encodeElement, decodeElement } = choice.precision;
  const { delay, upRate, upPower, downRate, downPower } = hop;
  const [deviceLatency, deviceEnergy] = [device.latency.inside, device.energy?.inside ?? null];
  const [edgeLatency, edgeEnergy] = [edge.latency.outside, edge.energy?.outside ?? null];
  const [deviceConstant, deviceConstantEnergy] = [
    device.latency.perInference,
    device.energy?.perInference ?? NaN,
  ];
  const [edgeConstant, edgeConstantEnergy] = [edge.latency.perInference, edge.energy?.perInference ?? NaN];
  const full = cuts.count - 1;
  for (let k = start; k < end; k++) {
    const cut = first[k]!;
    const chance = reach[cut]!;
    const up = inputs.bytes[cut]! + sent.bytes[cut]!;
    const down = returned[cut]!;
    const converted = sent.converted[cut]!;
    const any = inputs.any[cut]!;
    const [upAir, downAir] = [(8 * up) / upRate, (8 * down) / downRate];
    const upTime = chance * (up === 0 ? 0 : delay + upAir);
    const downTime = chance * (down === 0 ? 0 : delay + downAir);
    const encodeTime = chance * (costOf(encode.latency, any) + costOf(encodeElement.latency, converted));
    const encodeEnergy = chance * (costOf(encode.energy, any) + costOf(encodeElement.energy, converted));
    let [deviceTime, spentOnDevice] = [0, 0];
    if (cut > 0) {
      deviceTime = deviceLatency[cut]! + deviceConstant;
      spentOnDevice = deviceEnergy === null ? NaN : deviceEnergy[cut]! + deviceConstantEnergy;
    }
    let [decodeTime, layersTime, constantTime, spentOnEdge] = [0, 0, 0, 0];
    if (cut !== full) {
      const received = chance * converted;
      decodeTime = costOf(decodeElement.latency, received);
      layersTime = edgeSlowdown * edgeLatency[cut]!;
      constantTime = edgeSlowdown * (chance * edgeConstant);
      spentOnEdge =
        edgeEnergy === null
          ? NaN
          : costOf(decodeElement.energy, received) + edgeEnergy[cut]! + chance * edgeConstantEnergy;
    }
    const waiting = upTime + decodeTime + layersTime + constantTime + downTime;
    const encoded = deviceTime + encodeTime;
    const onDevice =
      spentOnDevice +
      encodeEnergy +
      chance * (upPower * upAir) +
      chance * (downPower * downAir) +
      waiting * device.idlePower;
    totals.latency[k] = encoded + upTime + decodeTime + layersTime + constantTime + downTime;
    totals.deviceEnergy[k] = onDevice;
    totals.edgeEnergy[k] = spentOnEdge;
    totals.systemEnergy[k] = onDevice + spentOnEdge;
    totals.period[k] = Math.max(encoded, upTime, decodeTime + layersTime + constantTime, downTime);
    totals.bytes[k] = up + down;
  }
}
