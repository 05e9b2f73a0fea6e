import { COSTS, type Cost } from '../../charts/options/index.js';
import type { PlanAnswerDto } from '../../plans/index.js';
import type { Client } from './api/client.js';
import { Follower } from './api/follower.js';
import { RefusedError } from './api/problem.js';
import { clearRefusal, showRefusal } from './controls/faults.js';
import { KeyForm } from './controls/key-form.js';
import { acceptModelFiles } from './controls/model-file.js';
import { bindQuestion, offer, offerEncodings } from './controls/question.js';
import { makeAnswerPanels } from './panels/answer-panels.js';
import { makeBoards } from './panels/boards.js';
import type { ChartPanel } from './panels/chart-panel.js';
import type { Asked, LaterPanel } from './panels/later-panel.js';
import { fillLater, makeLaterPanels } from './panels/later-panels.js';
import { fromFragment, toFragment } from './state/address.js';
import type { Catalogue } from './state/catalogue.js';
import { INITIAL, type ExplorerState } from './state/fields.js';
import { importModel, splitModel, type Model } from './state/model.js';
import { toPlanRequest } from './state/plan-request.js';
import { loadCatalogue, NetworkDetails } from './state/service.js';
import { showAnswer } from './view/answer.js';
import { byId } from './view/dom.js';
import { save } from './view/save.js';
import { offerSharing } from './view/sharing.js';
import { offerThemes } from './view/theme.js';

/** How long nothing must change before the address follows: browsers allow few changes of it in a row. */
const ADDRESS_AFTER_MS = 300;
/** How long nothing must change before the charts that take a request of their own are asked for. */
const LATER_AFTER_MS = 200;

/** The question on the left, the answer and its charts on the right, and the address that holds it all. */
export class ExplorerPage {
  private state = fromFragment(location.hash);
  private catalogue: Catalogue | null = null;
  private model: Model | null = null;
  private answered: Asked | null = null;
  private readonly networks: NetworkDetails;
  private readonly panels = makeAnswerPanels();
  private readonly boards = makeBoards();
  private readonly laterPanels: LaterPanel[];
  private readonly planning = new Follower<ExplorerState>((state, signal) => this.plan(state, signal));
  private readonly later = new Follower<Asked>((asked, signal) =>
    fillLater(this.laterPanels, asked, costOf(this.state), signal),
  );
  private readonly show = bindQuestion((patch) => {
    this.change(patch);
  });
  private readonly keyForm = new KeyForm((key) => {
    this.client.useKey(key);
    void this.open();
  });
  private askingLater: ReturnType<typeof setTimeout> | undefined;
  private writingAddress: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: Client) {
    this.networks = new NetworkDetails(client);
    this.laterPanels = makeLaterPanels(client);
    byId('panels', HTMLElement).append(...this.allPanels.map(({ section }) => section), this.boards.section);
    offerThemes(() => {
      for (const panel of this.allPanels) panel.redraw(costOf(this.state));
    });
    acceptModelFiles((file) => void this.take(file));
    offerSharing({
      current: () => this.answered,
      needsKey: () => this.client.hasKey,
      split: (answered) => this.split(answered),
    });
    byId('start-over', HTMLElement).addEventListener('click', () => {
      this.change({ ...INITIAL });
    });
    addEventListener('hashchange', () => {
      this.change(fromFragment(location.hash));
    });
  }

  /** Reads what can be chosen, and answers what the address asks. */
  async open(): Promise<void> {
    this.show(this.state);
    try {
      this.catalogue = await loadCatalogue(this.client);
      this.change({});
    } catch (error) {
      this.refuse(error);
    }
  }

  private change(patch: Partial<ExplorerState>): void {
    this.state = { ...this.state, ...patch };
    this.show(this.state);
    clearTimeout(this.writingAddress);
    this.writingAddress = setTimeout(() => {
      history.replaceState(null, '', `#${toFragment(this.state)}`);
    }, ADDRESS_AFTER_MS);
    if (this.catalogue === null) return;
    offer(this.catalogue, this.state);
    if (Object.keys(patch).every((name) => name === 'cost') && this.answered !== null) {
      for (const panel of this.allPanels) panel.redraw(costOf(this.state));
      return;
    }
    byId('explorer', HTMLElement).ariaBusy = 'true';
    clearTimeout(this.askingLater);
    this.later.stop();
    this.planning.follow(this.state);
  }

  private async plan(state: ExplorerState, signal: AbortSignal): Promise<void> {
    if (this.catalogue === null) return;
    try {
      const network = await this.networks.detailOf(state.network, signal);
      const request = toPlanRequest(state, this.catalogue, network);
      const answer = await this.client.post<PlanAnswerDto>(
        'plans?candidates=all&profile=true',
        request,
        signal,
      );
      clearRefusal();
      offerEncodings(network);
      const asked = { state, request, answer };
      this.answered = asked;
      showAnswer(answer);
      this.draw(answer);
      this.boards.show(answer, this.catalogue);
      clearTimeout(this.askingLater);
      this.askingLater = setTimeout(() => {
        this.later.follow(asked);
      }, LATER_AFTER_MS);
    } catch (error) {
      this.refuse(error);
    }
    if (state === this.state) byId('explorer', HTMLElement).ariaBusy = 'false';
  }

  private draw(answer: PlanAnswerDto): void {
    const cost = costOf(this.state);
    for (const { panel, pictureOf } of this.panels) panel.show(pictureOf(answer), cost);
    byId('download-split', HTMLButtonElement).disabled = this.modelOf(answer) === null;
  }

  private get allPanels(): ChartPanel[] {
    return [...this.panels, ...this.laterPanels].map(({ panel }) => panel);
  }

  /** Shows a refusal; throws whatever else went wrong. */
  private refuse(error: unknown): void {
    if (!(error instanceof RefusedError)) throw error;
    if (error.asksForKey) this.keyForm.ask(error);
    else showRefusal(error);
  }

  private async take(file: File): Promise<void> {
    const done = byId('done', HTMLElement);
    done.textContent = `Reading ${file.name} …`;
    try {
      this.model = await importModel(this.client, file);
      const { network } = this.model;
      const { catalogue } = this;
      if (catalogue !== null && !catalogue.networks.some(({ id }) => id === network.id)) {
        this.catalogue = { ...catalogue, networks: [...catalogue.networks, network] };
      }
      done.textContent = `${file.name} is stored as ${network.name}.`;
      this.change({ network: network.id });
    } catch (error) {
      done.textContent = '';
      this.refuse(error);
    }
  }

  private async split({ answer }: Asked): Promise<string> {
    const model = this.modelOf(answer);
    if (model === null) return 'Drop the ONNX file of the network first.';
    const name = `${answer.network.name}-parts.zip`;
    save(await splitModel(this.client, model, answer), name);
    return `${name} is downloaded.`;
  }

  /** The dropped file, where the answer is about it. */
  private modelOf({ network }: PlanAnswerDto): Model | null {
    return this.model?.network.id === network.id ? this.model : null;
  }
}

const costOf = ({ cost }: ExplorerState): Cost => COSTS.find((known) => known === cost) ?? 'latency';
