// The interactive description of the API. Everything comes from this service; nothing is asked of anybody else.
type SwaggerOptions = Record<string, unknown>;

declare const SwaggerUIBundle: (options: SwaggerOptions) => unknown;

SwaggerUIBundle({
  url: '/openapi/v1.json',
  dom_id: '#docs',
  validatorUrl: null,
  docExpansion: 'none',
  filter: true,
  deepLinking: true,
  persistAuthorization: false,
  tryItOutEnabled: false,
});
