import type { NetworkDetailDto } from '../../../networks/index.js';
import type { PlanAnswerDto } from '../../../plans/index.js';
import type { Client } from '../api/client.js';

/** A model file that was dropped, and the network that the service made of it. */
export interface Model {
  readonly file: File;
  readonly network: NetworkDetailDto;
}

/** Open batch sizes are one; the slider plans for others. */
const BATCH = 'batch=1';

export async function importModel(client: Client, file: File): Promise<Model> {
  return { file, network: await client.postFile<NetworkDetailDto>(`networks?${BATCH}`, file) };
}

/** The zip of the parts of the model that the chosen plan makes. */
export function splitModel(client: Client, { file }: Model, answer: PlanAnswerDto): Promise<Blob> {
  const form = new FormData();
  const plan = { ...answer };
  delete plan.candidates; // far larger than the plan, and not read
  delete plan.profile;
  form.append('plan', JSON.stringify(plan));
  form.append('model', file);
  return client.postForm(`splits?${BATCH}`, form);
}
