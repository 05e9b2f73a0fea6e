import type { BoardDto } from '../../../boards/index.js';
import { figures } from '../../../charts/options/index.js';
import { element } from '../view/dom.js';

type SetSummary = BoardDto['coefficientSets'][number];
export type Fact = readonly [term: string, fact: string];

export const factList = (facts: readonly Fact[]): HTMLElement =>
  element(
    'dl',
    {},
    ...facts.map(([term, fact]) => element('div', {}, element('dt', {}, term), element('dd', {}, fact))),
  );

/** What is known of a board, with sources. */
export function boardFacts({
  idlePowerW,
  memoryBytes,
  memoryBandwidthBytesPerS,
  peakRates,
}: BoardDto): Fact[] {
  return [
    ['Idle power', sourced(idlePowerW, (value) => `${figures.digits(value)} W`)],
    ['Memory', sourced(memoryBytes, figures.size)],
    ['Memory bandwidth', sourced(memoryBandwidthBytesPerS, (value) => `${figures.size(value)}/s`)],
    ...peakRates.map(({ precision, opsPerS, source }): Fact => [
      `Peak rate, ${precision}`,
      `${figures.digits(opsPerS / 1e12)} Tops/s (${source})`,
    ]),
  ];
}

const sourced = (figure: BoardDto['idlePowerW'], write: (value: number) => string): string =>
  figure === null ? 'not known' : `${write(figure.value)} (${figure.source})`;

/** What a coefficient set holds for, how well, and where it comes from. */
export function setFacts(set: SetSummary): Fact[] {
  const { powerMode, runtime, precision, batch, boundary, provenance, quality } = set;
  return [
    [
      'Coefficients',
      `set ${set.version} of ${set.date}: ${powerMode}, ${runtime}, ${precision}, batch ${batch}`,
    ],
    ['Measured at', boundary],
    ['Quality', quality === 'low' ? 'low: an order of magnitude' : quality],
    ['Energy error', errorOf(set.energyError)],
    ['Latency error', errorOf(set.latencyError)],
    ['Source', `${provenance}: ${set.source}`],
  ];
}

/** Errors are those of networks that were held out. */
export function errorOf(error: SetSummary['energyError']): string {
  if (error === null) return 'not known';
  const { meanError, medianError, networks } = error;
  const held =
    meanError === null
      ? 'none could be held out'
      : `mean ${figures.percent(meanError)}, median ${figures.percent(medianError)}`;
  return `${held} (${networks} networks)`;
}
