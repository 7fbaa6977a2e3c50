import type { AddressInfo } from 'node:net';

interface Listening {
  listen(options: { host: string; port: number }): Promise<string>;
  readonly server: { address(): AddressInfo | string | null };
}

/** Listens and tells the port that it got. @throws Error that says which variable to change when it is taken. */
export async function listen(app: Listening, host: string, port: number): Promise<number> {
  try {
    await app.listen({ host, port });
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
    if (code === 'EADDRINUSE')
      throw new Error(`PORT: ${host}:${port} is already in use; set PORT to a free one`, { cause });
    if (code === 'EACCES')
      throw new Error(`PORT: this user may not listen on ${host}:${port}; set PORT to one above 1023`, {
        cause,
      });
    if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND')
      throw new Error(`HOST: "${host}" is not an address of this machine`, { cause });
    throw cause;
  }
  const address = app.server.address();
  return address !== null && typeof address === 'object' ? address.port : port;
}
