import { echarts } from '../../../charts/options/drawing.js';
import type { ChartOption, ChartView, Cost } from '../../../charts/options/index.js';
import { element } from '../view/dom.js';
import { currentTheme } from '../view/theme.js';
import { savePng, saveSvg, type Drawing } from './picture.js';
import { drawTable, type Table } from './table.js';

/** What a panel shows: how it is drawn, and the same as a table. */
export interface Picture {
  readonly build: (view: ChartView) => ChartOption;
  readonly table: () => Table;
}

/** Charts that are about to come into view are drawn too. */
const AHEAD = '300px';
const [MIN_HEIGHT, MAX_HEIGHT] = [400, 480];

/** A chart with its title, its files, and a table for whoever cannot see it. Drawn only where it is in view. */
export class ChartPanel {
  readonly section: HTMLElement;
  private readonly canvas = element('div', { className: 'chart' });
  private readonly message = element('p', { className: 'hint' });
  private readonly table = element('table', { className: 'figures' });
  private readonly details = element('details', { className: 'as-table' });
  private readonly saving = element('div', { className: 'actions', role: 'group' });
  private chart: ReturnType<typeof echarts.init> | null = null;
  private picture: Picture | null = null;
  private cost: Cost = 'latency';
  private isVisible = false;
  private isOutdated = false;

  constructor(
    private readonly name: string,
    private readonly title: string,
  ) {
    const heading = element('h2', { id: `${name}-title` }, title);
    this.canvas.setAttribute('role', 'img');
    this.canvas.setAttribute('aria-label', title); // until the chart says more
    this.offerFiles();
    this.details.append(
      element('summary', {}, 'As a table'),
      element(
        'div',
        { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: `${title}, as a table` },
        this.table,
      ),
    );
    this.details.addEventListener('toggle', () => {
      this.drawTable();
    });
    const head = element('div', { className: 'panel-head' }, heading, this.saving);
    this.section = element(
      'section',
      { className: 'panel', id: `chart-${name}` },
      head,
      this.message,
      this.canvas,
      this.details,
    );
    this.section.setAttribute('aria-labelledby', heading.id);
    this.watch();
    // The room of the chart is kept, so that nothing below it jumps when it comes.
    for (const part of [this.message, this.details, this.saving]) part.hidden = true;
  }

  show(picture: Picture, cost: Cost): void {
    this.picture = picture;
    this.message.hidden = true;
    for (const part of [this.canvas, this.details, this.saving]) part.hidden = false;
    this.redraw(cost);
  }

  /** Says why there is no chart. */
  say(message: string): void {
    this.picture = null;
    this.message.textContent = message;
    this.message.hidden = false;
    for (const part of [this.canvas, this.details, this.saving]) part.hidden = true;
  }

  /** Draws at once what is in view, and the rest when it comes there. */
  redraw(cost: Cost): void {
    this.cost = cost;
    this.isOutdated = true;
    if (this.isVisible) this.draw();
  }

  private draw(): void {
    const { picture } = this;
    const view = this.viewNow();
    if (picture === null || !this.isOutdated || view.width === 0) return;
    this.isOutdated = false;
    const { width, height } = view;
    this.chart ??= echarts.init(this.canvas, null, { renderer: 'svg', width, height });
    if (this.chart.getWidth() !== width || this.chart.getHeight() !== height)
      this.chart.resize({ width, height });
    this.chart.setOption(picture.build(view), { notMerge: true });
    this.drawTable();
  }

  private viewNow(): ChartView {
    const width = this.canvas.clientWidth;
    const height = Math.round(Math.min(MAX_HEIGHT, Math.max(MIN_HEIGHT, width * 0.55)));
    return { theme: currentTheme(), cost: this.cost, width, height };
  }

  private drawTable(): void {
    if (this.details.open && this.picture !== null) drawTable(this.table, this.picture.table());
  }

  private watch(): void {
    new IntersectionObserver(
      (entries) => {
        this.isVisible = entries.some(({ isIntersecting }) => isIntersecting);
        if (this.isVisible) this.draw();
      },
      { rootMargin: AHEAD },
    ).observe(this.section);
    new ResizeObserver(() => {
      if (this.chart !== null && this.canvas.clientWidth !== this.chart.getWidth()) this.redraw(this.cost);
    }).observe(this.canvas);
  }

  private offerFiles(): void {
    const offer = (kind: string, saveIt: (drawing: Drawing) => unknown): void => {
      const button = element('button', { type: 'button', className: 'quiet' }, kind);
      button.setAttribute('aria-label', `${this.title} as ${kind}`);
      button.addEventListener('click', () => {
        if (this.picture !== null) void saveIt({ ...this.picture, name: this.name, view: this.viewNow() });
      });
      this.saving.append(button);
    };
    this.saving.setAttribute('aria-label', `Files of ${this.title}`);
    offer('SVG', saveSvg);
    offer('PNG', savePng);
  }
}
