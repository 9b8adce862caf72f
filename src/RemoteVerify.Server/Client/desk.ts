// The officer's desk: passkeys, the signer on this computer, keys of one letter. The pages work without it but for the first two.
import { useKeys } from "./desk/keys";
import { askPasskeys } from "./desk/passkey";
import { useSigner } from "./desk/signer";

askPasskeys();
useSigner();
useKeys();
