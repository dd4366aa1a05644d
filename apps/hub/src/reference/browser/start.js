// Runs in the browser, after the viewer. Nothing of the viewer that would speak to its publisher is switched on.
globalThis.Scalar.createApiReference('#reference', {
  url: '/v1/openapi.json',
  theme: 'default',
  layout: 'modern',
  withDefaultFonts: false,
  hideClientButton: true,
  telemetry: false,
  agent: { disabled: true },
  mcp: { disabled: true },
  showDeveloperTools: 'never',
  showToolbar: 'never',
  hideDarkModeToggle: false,
  defaultOpenFirstTag: true,
  defaultHttpClient: { targetKey: 'shell', clientKey: 'curl' },
  metaData: { title: 'API reference' },
})
