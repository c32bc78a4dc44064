import { createPrivateKey, createPublicKey, generateKeyPairSync, sign } from 'node:crypto'
import { enrolText, helloText } from '@stowage/domain/agent-link'

/** A new Ed25519 key of a host, as PEM. It never leaves the state directory. */
export const makeKey = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()

/** The raw public half of a key, base64url. */
export const publicKeyOf = (pem: string): string => createPublicKey(pem).export({ format: 'jwk' }).x ?? ''

const signed = (pem: string, text: string): string => sign(null, Buffer.from(text), createPrivateKey(pem)).toString('base64url')

export const signHello = (pem: string, hostId: string, nonce: string): string => signed(pem, helloText(hostId, nonce))

/** Proves to the server that this host holds the key it enrols. */
export const signEnrol = (pem: string, token: string): string => signed(pem, enrolText(token, publicKeyOf(pem)))
