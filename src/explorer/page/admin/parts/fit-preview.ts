import { CHARTS, COSTS, type BoardFit, type Cost } from '../../../../charts/options/index.js';
import { ChartPanel } from '../../panels/chart-panel.js';
import { FIT_CHARTS, fitPicture } from '../../panels/fit-pictures.js';
import { element } from '../../view/dom.js';

/** The charts of how well coefficients fit what was measured. There is one on the page, which views show in turn. */
export class FitPreview {
  readonly root = element('div', { className: 'fit' });
  private readonly panels = FIT_CHARTS.map((name) => ({
    name,
    panel: new ChartPanel(name, CHARTS[name].title),
  }));
  private cost: Cost = 'energy';

  constructor() {
    this.root.append(this.offerCosts(), ...this.panels.map(({ panel }) => panel.section));
  }

  show(fit: BoardFit): void {
    for (const { name, panel } of this.panels) {
      const picture = fitPicture(name, fit);
      if (typeof picture === 'string') panel.say(picture);
      else panel.show(picture, this.cost);
    }
  }

  redraw(): void {
    for (const { panel } of this.panels) panel.redraw(this.cost);
  }

  private offerCosts(): HTMLElement {
    const radios = [...COSTS].reverse().map((cost) => {
      const radio = element('input', {
        type: 'radio',
        name: 'cost',
        value: cost,
        defaultChecked: cost === this.cost,
      });
      radio.addEventListener('change', () => {
        this.cost = cost;
        this.redraw();
      });
      return element('label', {}, radio, ` ${cost === 'energy' ? 'Energy' : 'Latency'}`);
    });
    return element('fieldset', { className: 'cost' }, element('legend', {}, 'Charts show'), ...radios);
  }
}
