import { NumberField } from '../platform/validation/number-fields.js';

/** One of the two. */
export class EdgeLoadDto {
  @NumberField({
    description: 'How many times slower the edge is than when it serves nobody else.',
    example: 2,
    minimum: 1,
    maximum: 1_000_000,
    optional: true,
  })
  slowdown?: number;

  @NumberField({
    description:
      'Share of the time in which the edge is busy; its work then waits as in an M/M/1 queue, which makes it ' +
      '1 / (1 - utilisation) times slower on average.',
    example: 0.5,
    minimum: 0,
    maximum: 0.999_999,
    optional: true,
  })
  utilisation?: number;
}
