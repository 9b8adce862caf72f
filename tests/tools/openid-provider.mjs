// An OpenID provider as a real server: the npm package oidc-provider on loopback, with one person who signs in without being asked.
// Arguments: redirect address, address for back-channel logout, personal number, level. Prints its issuer, then a line for each event. Ends with
// its standard input; a line "logout" on it signs the person out at all clients.
import { createServer } from 'node:http';
import { createInterface } from 'node:readline';
import { Provider } from 'oidc-provider';

const [redirect, backchannel, personalNumber, level] = process.argv.slice(2);
const account = 'subject-1';
let provider;
const server = createServer((request, response) => {
  if (request.url.startsWith('/interaction/')) {
    interact(request, response).catch((failed) => {
      console.error(failed);
      response.writeHead(500).end();
    });
  } else {
    provider.callback()(request, response);
  }
});

async function interact(request, response) {
  const details = await provider.interactionDetails(request, response);
  const grant = new provider.Grant({ accountId: account, clientId: details.params.client_id });
  grant.addOIDCScope('openid profile');
  const consent = { grantId: await grant.save() };
  await provider.interactionFinished(request, response, { login: { accountId: account, acr: level, amr: ['face'] }, consent }, { mergeWithLastSubmission: false });
}

server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  provider = new Provider(issuer, {
    clients: [{
      client_id: 'remoteverify', client_secret: 'secret-of-remoteverify-0123456789', redirect_uris: [redirect], post_logout_redirect_uris: [new URL('/', redirect).href],
      backchannel_logout_uri: backchannel, backchannel_logout_session_required: true, id_token_signed_response_alg: 'ES256', response_types: ['code'], grant_types: ['authorization_code'],
    }],
    jwks: { keys: [{
      kty: 'EC', crv: 'P-256', kid: 'k1', use: 'sig', alg: 'ES256', ...JSON.parse(process.env.OPENID_TEST_KEY),
    }] },
    pkce: { required: () => true },
    claims: { openid: ['sub', 'personal_number'], profile: ['name'], acr: null },
    conformIdTokenClaims: false,
    acrValues: ['1', '2', '3', '4'],
    features: { devInteractions: { enabled: false }, backchannelLogout: { enabled: true }, rpInitiatedLogout: { enabled: true } },
    interactions: { url: (context, interaction) => `/interaction/${interaction.uid}` },
    findAccount: (context, id) => ({ accountId: id, claims: () => ({ sub: id, name: 'Nguyễn Thị Hành Trình', personal_number: personalNumber }) }),
    cookies: { keys: ['only-for-tests'] },
    ttl: { Session: 600, Grant: 600, Interaction: 600, IdToken: 600, AccessToken: 600, AuthorizationCode: 60 },
  });
  console.log(issuer);
});
createInterface({ input: process.stdin }).on('close', () => process.exit(0));
