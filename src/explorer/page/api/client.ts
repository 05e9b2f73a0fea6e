import { refusalOf, unreachable } from './problem.js';

/** An answer with the ETag of the state that it shows, which a change of that state has to name. */
export interface Tagged<Answer> {
  readonly answer: Answer;
  readonly tag: string;
}

/** Calls the service that the page came from. The key is in memory only, and goes nowhere else. */
export class Client {
  private key: string | null = null;

  useKey(key: string): void {
    this.key = key;
  }

  get hasKey(): boolean {
    return this.key !== null;
  }

  get<Answer>(path: string, signal?: AbortSignal): Promise<Answer> {
    return this.json(path, { signal: signal ?? null });
  }

  post<Answer>(path: string, body: unknown, signal?: AbortSignal): Promise<Answer> {
    const headers = { 'content-type': 'application/json' };
    return this.json(path, { method: 'POST', headers, body: JSON.stringify(body), signal: signal ?? null });
  }

  /** A file, as it lies on the disk. */
  postFile<Answer>(path: string, file: File, type = 'application/octet-stream'): Promise<Answer> {
    return this.json(path, { method: 'POST', headers: { 'content-type': type }, body: file });
  }

  async getTagged<Answer>(path: string): Promise<Tagged<Answer>> {
    const response = await this.send(path, {});
    return { answer: (await response.json()) as Answer, tag: response.headers.get('etag') ?? '' };
  }

  /** Replaces what has that tag. */
  put<Answer>(path: string, body: unknown, tag: string): Promise<Answer> {
    const headers = { 'content-type': 'application/json', 'if-match': tag };
    return this.json(path, { method: 'PUT', headers, body: JSON.stringify(body) });
  }

  /** Asks for something to be done, which takes no more words. */
  async act(method: 'POST' | 'DELETE', path: string, tag?: string): Promise<void> {
    await this.send(path, { method, ...(tag !== undefined && { headers: { 'if-match': tag } }) });
  }

  async postForm(path: string, body: FormData): Promise<Blob> {
    return (await this.send(path, { method: 'POST', body })).blob();
  }

  private async json<Answer>(path: string, init: RequestInit): Promise<Answer> {
    return (await (await this.send(path, init)).json()) as Answer;
  }

  /** Throws a `RefusedError`, or an `AbortError` where the signal was given. */
  private async send(path: string, init: RequestInit): Promise<Response> {
    const headers = new Headers(init.headers);
    if (this.key !== null) headers.set('authorization', `Bearer ${this.key}`);
    const response = await fetch(path, { ...init, headers }).catch((error: unknown) => {
      throw isAbort(error) ? error : unreachable();
    });
    if (!response.ok) throw await refusalOf(response);
    return response;
  }
}

export const isAbort = (error: unknown): boolean =>
  error instanceof DOMException && error.name === 'AbortError';
