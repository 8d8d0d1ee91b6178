/** The page of `/api/docs`. No script and no style stands in it: the Content-Security-Policy allows files alone. */

export const docsPage = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Kubecast API</title>
<link rel="icon" type="image/png" href="/api/docs/files/favicon-32x32.png">
<link rel="stylesheet" href="/api/docs/files/swagger-ui.css">
</head>
<body>
<div id="docs"></div>
<script src="/api/docs/files/swagger-ui-bundle.js"></script>
<script src="/api/docs/files/start.js"></script>
</body>
</html>
`;

/** Starts Swagger UI in the page. */
export const docsScript = `SwaggerUIBundle({ url: '/api/docs/json', dom_id: '#docs', deepLinking: true, validatorUrl: null });\n`;

/** Swagger UI draws its arrows from data: URLs. */
export const docsContentSecurityPolicy = {
  useDefaults: false,
  directives: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    frameAncestors: ["'none'"],
  },
};
