// A receiver of webhooks as a client would write it: a plain HTTP server that verifies with the npm package standardwebhooks.
// Takes the secret as its argument, prints its port, then one JSON line for each request. Ends with its standard input.
import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';

const webhook = new Webhook(process.argv[2]);
const server = createServer((request, response) => {
  const pieces = [];
  request.on('data', (piece) => pieces.push(piece));
  request.on('end', () => {
    let verified = false;
    let event = null;
    let error = null;
    try {
      event = webhook.verify(Buffer.concat(pieces).toString('utf8'), request.headers);
      verified = true;
    } catch (refused) {
      error = refused.message;
    }
    console.log(JSON.stringify({ id: request.headers['webhook-id'], verified, event, error }));
    response.writeHead(verified ? 204 : 400).end();
  });
});
server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit(0)).resume();
