// The officer's desk: passkeys and the signer on this computer. The pages work without it but for those.
import { askPasskeys } from "./desk/passkey";
import { useSigner } from "./desk/signer";

askPasskeys();
useSigner();
