import { Type } from 'class-transformer';
import { IntegerField } from '../platform/validation/number-fields.js';
import { ChoiceField } from '../platform/validation/text-fields.js';
import { COSTS, DEFAULT_VIEW, THEME_NAMES, type Cost, type ThemeName } from './options/index.js';

/** How a chart is to look. */
export class ChartQueryDto {
  @ChoiceField({
    description: 'Colours.',
    example: 'light',
    choices: THEME_NAMES,
    default: DEFAULT_VIEW.theme,
  })
  theme: ThemeName = DEFAULT_VIEW.theme;

  @ChoiceField({
    description: 'Which cost is drawn, on charts of one of them.',
    example: 'energy',
    choices: COSTS,
    default: DEFAULT_VIEW.cost,
  })
  cost: Cost = DEFAULT_VIEW.cost;

  @Type(() => Number)
  @IntegerField({
    description: 'Width [px].',
    example: 800,
    minimum: 300,
    maximum: 2400,
    default: DEFAULT_VIEW.width,
  })
  width: number = DEFAULT_VIEW.width;

  @Type(() => Number)
  @IntegerField({
    description: 'Height [px].',
    example: 480,
    minimum: 360,
    maximum: 1600,
    default: DEFAULT_VIEW.height,
  })
  height: number = DEFAULT_VIEW.height;
}
