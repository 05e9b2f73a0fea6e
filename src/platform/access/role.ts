/** What a key lets its holder do; each role may do all that those before it may. */
export const ROLES = ['reader', 'planner', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** What an operation asks for: a role, or nothing at all. */
export type RequiredRole = Role | 'anyone';

export const mayDo = (role: Role | null, required: RequiredRole): boolean =>
  required === 'anyone' || (role !== null && ROLES.indexOf(role) >= ROLES.indexOf(required));
