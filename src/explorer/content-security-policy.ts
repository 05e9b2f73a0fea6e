/**
 * What the pages may do: load their own scripts, styles and pictures, and call this service. Nothing inline, no
 * other host. Pictures of charts are drawn from data: and blob: addresses that the page makes itself.
 */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
