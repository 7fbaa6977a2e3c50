/** Something the operator wrote cannot be used. The message is meant for the operator: no stack is needed. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}
