import { createHash, generateKeyPairSync, randomBytes, sign } from "node:crypto";

/** What a device does: a pair of keys, and answers a browser would bring to the server (WebAuthn level 2, attestation `none`). */
export interface SoftAuthenticator {
  /** The answer to a challenge to make a passkey. `isVerified`: the device asked for a finger, a face or a PIN, not only for a touch. */
  register(challenge: string, isVerified: boolean): object;
  /** The answer to a challenge to sign in with it. */
  signIn(challenge: string, isVerified: boolean): object;
}

const userPresent = 0x01;
const userVerified = 0x04;
const withCredential = 0x40;

export function softAuthenticator(origin: string): SoftAuthenticator {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const { x = "", y = "" } = publicKey.export({ format: "jwk" });
  const credentialId = randomBytes(16);
  const id = credentialId.toString("base64url");
  const rpIdHash = sha256(Buffer.from(new URL(origin).hostname));
  let counter = 0;

  const authData = (flags: number, rest: Buffer = Buffer.alloc(0)): Buffer => {
    const head = Buffer.alloc(5);
    head.writeUInt8(flags, 0);
    head.writeUInt32BE((counter += 1), 1);
    return Buffer.concat([rpIdHash, head, rest]);
  };
  const clientData = (type: string, challenge: string): Buffer => Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  const credential = (response: object): object => ({ id, rawId: id, type: "public-key", clientExtensionResults: {}, response });
  const presence = (isVerified: boolean): number => userPresent | (isVerified ? userVerified : 0);

  return {
    register(challenge, isVerified) {
      // COSE: an ES256 key on P-256.
      const key = Buffer.concat([Buffer.from("a5010203262001215820", "hex"), Buffer.from(x, "base64url"), Buffer.from("225820", "hex"), Buffer.from(y, "base64url")]);
      const aaguid = Buffer.alloc(16);
      const data = authData(presence(isVerified) | withCredential, Buffer.concat([aaguid, Buffer.from([0, credentialId.length]), credentialId, key]));
      // CBOR: { fmt: "none", attStmt: {}, authData }.
      const attestation = Buffer.concat([Buffer.from("a363666d74646e6f6e656761747453746d74a068617574684461746158", "hex"), Buffer.from([data.length]), data]);
      return credential({ clientDataJSON: clientData("webauthn.create", challenge).toString("base64url"), attestationObject: attestation.toString("base64url"), transports: ["internal"] });
    },
    signIn(challenge, isVerified) {
      const data = authData(presence(isVerified));
      const told = clientData("webauthn.get", challenge);
      const signature = sign("sha256", Buffer.concat([data, sha256(told)]), privateKey);
      return credential({ clientDataJSON: told.toString("base64url"), authenticatorData: data.toString("base64url"), signature: signature.toString("base64url") });
    },
  };
}

function sha256(bytes: Buffer): Buffer {
  return createHash("sha256").update(bytes).digest();
}
