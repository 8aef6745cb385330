/**
 * Whether a host, as `URL` writes it, is this machine. By its letters alone and never by looking it up: a name that is
 * only *said* to lead here (in a hosts file, or by a name server that changes its mind) does not count. URL has already
 * written `127.1`, `0x7f000001` and the like as four numbers.
 */
export function isLoopback(hostname: string): boolean {
  const host = hostname.toLowerCase().replace(/\.$/, '')
  if (isLocalhost(host) || host === '[::1]') return true
  // An IPv4 address in IPv6 letters: ::ffff:127.0.0.1 is written with its first number as 7f.
  return /^127(?:\.\d{1,3}){3}$/.test(host) || /^\[::ffff:7f[0-9a-f]{2}:[0-9a-f]{1,4}\]$/.test(host)
}

/** `localhost` and what ends in it is this machine by RFC 6761, and need not be asked for. */
export function isLocalhost(host: string): boolean {
  return host === 'localhost' || host.endsWith('.localhost')
}

/** A host as it is allowed, compared and shown: in small letters, and an IPv6 address without its brackets. */
export function plainHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^\[(?<address>.*)\]$/, '$<address>')
}
