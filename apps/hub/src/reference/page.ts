/** The shell page of the API reference. It has no inline script, because our content security policy forbids them. */
export const referencePage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>API reference</title>
<link rel="icon" href="/favicon.svg">
<style>body { margin: 0 } #reference:empty::after { content: 'Loading the reference…'; display: block; padding: 2rem;
  font: 16px/1.5 system-ui, sans-serif; color: #55635a }</style>
</head>
<body>
<div id="reference"></div>
<noscript>The same text for programs is at <a href="/v1/openapi.json">/v1/openapi.json</a>.</noscript>
<script src="/docs/api/viewer.js"></script>
<script src="/docs/api/start.js"></script>
</body>
</html>
`
