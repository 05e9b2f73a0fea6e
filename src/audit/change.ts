export const ACTIONS = ['create', 'replace', 'delete', 'activate', 'revoke'] as const;
export type Action = (typeof ACTIONS)[number];

export const CHANGED_RESOURCES = ['board', 'coefficient-set', 'key', 'link', 'network'] as const;
export type ChangedResource = (typeof CHANGED_RESOURCES)[number];

/** A change as it is kept for ever, without secrets. */
export interface Change {
  readonly action: Action;
  readonly resource: ChangedResource;
  readonly id: string;
  /** Null where there was nothing. */
  readonly before: object | null;
  /** Null where there is nothing any more. */
  readonly after: object | null;
}
