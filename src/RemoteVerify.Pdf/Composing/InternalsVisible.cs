using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("RemoteVerify.Pdf.Tests")]
