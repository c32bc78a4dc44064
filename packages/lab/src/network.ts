import { readdirSync } from 'node:fs'
import { networkInterfaces } from 'node:os'
import { runCommand } from './run-command.ts'

/** Bridge `stl7` carries 10.77.7.0/24: the machine is .1 on it, the hosts are .11 and up. */
export const bridgeName = (subnet: number) => `stl${subnet}`
export const bridgeAddress = (subnet: number) => `10.77.${subnet}.1`
/** Storage that no host owns: place -1. */
export const storageAddress = (subnet: number) => hostAddress(subnet, -1)
/** An address on which nobody answers. */
export const nobodyAddress = (subnet: number) => `10.77.${subnet}.250`
export const hostAddress = (subnet: number, index: number) => `10.77.${subnet}.${11 + index}`

/** The first 10.77.N.0/24 of which this machine has no address. Call under the lock of the lab. */
export function freeSubnet(): number {
  const taken = Object.values(networkInterfaces()).flatMap((addresses) => addresses?.map(({ address }) => address) ?? [])
  const links = readdirSync('/sys/class/net')
  for (let subnet = 0; subnet < 256; subnet += 1) {
    const free = !taken.some((address) => address.startsWith(`10.77.${subnet}.`))
    if (free && !links.includes(bridgeName(subnet))) return subnet
  }
  throw new Error('all of 10.77.0.0/16 is in use on this machine')
}

export async function makeBridge(subnet: number): Promise<void> {
  const bridge = bridgeName(subnet)
  await runCommand('ip', ['link', 'add', bridge, 'type', 'bridge'])
  await runCommand('ip', ['address', 'add', `${bridgeAddress(subnet)}/24`, 'dev', bridge])
  await runCommand('ip', ['link', 'set', bridge, 'up'])
}

/** Wires the network namespace of `pid` to the bridge. */
export async function plugIn(pid: number, subnet: number, index: number): Promise<void> {
  const outside = `${bridgeName(subnet)}-${11 + index}`
  const inside = ['--target', String(pid), '--net', '--', 'ip']
  await runCommand('ip', ['link', 'add', outside, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', String(pid)])
  await runCommand('ip', ['link', 'set', outside, 'master', bridgeName(subnet), 'up'])
  await runCommand('nsenter', [...inside, 'address', 'add', `${hostAddress(subnet, index)}/24`, 'dev', 'eth0'])
  await runCommand('nsenter', [...inside, 'link', 'set', 'eth0', 'up'])
}

/** The kernel drops a pair some time after its namespace: deleting the near end makes it now. */
export async function dropNetwork(bridge: string): Promise<void> {
  const links = readdirSync('/sys/class/net').filter((name) => name === bridge || name.startsWith(`${bridge}-`))
  // Between the listing and the call the kernel may have been there first.
  for (const link of links) await runCommand('ip', ['link', 'delete', link]).catch(() => {})
}
