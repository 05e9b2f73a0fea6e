import type { DivisionDto } from '../../plans/index.js';
import { size } from './figures.js';

/** Of names that people give: longer ones would cover the chart. */
const MAX_NAME = 32;

/** A name that fits beside the data: the end of a long one, where names of layers differ. */
export function shortened(name: string, most = MAX_NAME): string {
  const characters = Array.from(name);
  return characters.length <= most ? name : `…${characters.slice(1 - most).join('')}`;
}

/** Where a division cuts, in a few words. */
export function cutOf(division: DivisionDto): string {
  const { deviceLayers, cutAfter, crossingTensors, cloud } = division;
  if (deviceLayers > 0 && crossingTensors.length === 0) return 'all on the device';
  const device = deviceLayers === 0 || cutAfter === null ? null : `cut after ${shortened(cutAfter)}`;
  if (cloud === undefined) return device ?? 'all on the edge';
  const rest = edgeAndCloudOf(cloud);
  return device === null ? `all ${rest}` : `${device}, rest ${rest}`;
}

function edgeAndCloudOf({
  edgeLayers,
  cutAfter,
  crossingTensors,
}: NonNullable<DivisionDto['cloud']>): string {
  if (edgeLayers === 0) return 'in the cloud';
  if (crossingTensors.length === 0 || cutAfter === null) return 'on the edge';
  return `on the edge up to ${shortened(cutAfter)}, then in the cloud`;
}

const NAMED_TENSORS = 3;

/** What crosses the link, tensor by tensor. */
export function crossingOf({
  crossingTensors,
  bytesUp,
}: Pick<DivisionDto, 'crossingTensors' | 'bytesUp'>): string {
  if (crossingTensors.length === 0) return 'sends nothing';
  const named = crossingTensors.slice(0, NAMED_TENSORS).map(({ name }) => shortened(name));
  const more = crossingTensors.length - named.length;
  return `sends ${named.join(', ')}${more > 0 ? ` and ${more} more` : ''} (${size(bytesUp)})`;
}
