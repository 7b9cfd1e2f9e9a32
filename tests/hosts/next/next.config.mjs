// Static pages, drawn while building and taken over in the browser; in a folder of their own.
export default {
  output: "export",
  basePath: "/by-hand/next",
  trailingSlash: true,
};
