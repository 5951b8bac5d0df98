namespace ContactBooks.Server.Hosting.Tls;

/// <summary>The certificate can't be used; the message is for the operator and says which file and what to do.</summary>
/// <param name="message">What is wrong and what to do.</param>
/// <param name="cause">What told so, if anything did.</param>
public sealed class TlsCertificateException(string message, Exception? cause = null) : Exception(message, cause);
