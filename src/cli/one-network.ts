import { listCuts, type CutList, type Network } from '../core/index.js';
import { networkId, type NetworkIdentity } from '../networks/index.js';
import { NetworkSource } from '../plans/index.js';

/** The network that was given on the command line; requests name it by this. */
export const THE_NETWORK = 'the-network';

/** A source of one network, whatever a request calls it. */
export class OneNetwork extends NetworkSource {
  /** Listed when they are asked for: there may be too many of them, and not every command needs them. */
  private cuts: CutList | undefined;

  constructor(
    private readonly network: Network,
    private readonly modelSha256: string | null,
  ) {
    super();
  }

  choose(): Promise<Network> {
    return Promise.resolve(this.network);
  }

  cutsOfNetwork(): CutList {
    return (this.cuts ??= listCuts(this.network));
  }

  identityOf(): NetworkIdentity {
    return { id: networkId(this.network), modelSha256: this.modelSha256 };
  }
}
