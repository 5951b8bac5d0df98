namespace ContactBooks.Server.Hosting.Tls;

/// <summary>
/// The certificate of now: its files are read again while the server runs, so that a renewed one is shown without a
/// restart. What can't be used leaves the one before in place and is told once.
/// </summary>
internal sealed partial class RenewedCertificate
{
    /// <summary>Between two looks at the files. certbot renews weeks before the end, so seconds are soon enough.</summary>
    public static readonly TimeSpan LookInterval = TimeSpan.FromSeconds(2);

    private readonly Lock _lock = new();
    private readonly TlsSettings _settings;
    private readonly TimeProvider _clock;
    private readonly ILogger _log;
    private volatile TlsCertificate _current;
    private byte[] _seen;
    private long _lookedAt;

    /// <summary>Reads the certificate.</summary>
    /// <exception cref="TlsCertificateException">It can't be used.</exception>
    public RenewedCertificate(TlsSettings settings, TimeProvider clock, ILogger<RenewedCertificate> log)
    {
        (_settings, _clock, _log) = (settings, clock, log);
        var files = TlsFiles.Read(settings);
        _current = TlsCertificate.Of(files, settings);
        _seen = files.Fingerprint;
        _lookedAt = clock.GetTimestamp();
        Tell(_current);
    }

    /// <summary>The certificate to show now. Asked at each handshake; only one of them looks at the files, the others don't wait for it.</summary>
    public TlsCertificate Current
    {
        get
        {
            if (_clock.GetElapsedTime(Volatile.Read(ref _lookedAt)) >= LookInterval && _lock.TryEnter())
            {
                try
                {
                    Look();
                    Volatile.Write(ref _lookedAt, _clock.GetTimestamp());
                }
                finally
                {
                    _lock.Exit();
                }
            }

            return _current;
        }
    }

    private void Look()
    {
        try
        {
            var files = TlsFiles.Read(_settings);
            if (files.Fingerprint.AsSpan().SequenceEqual(_seen))
            {
                return;
            }

            // Also where it can't be used: it is told once, and looked at again when it changes again, which it does
            // when a certificate was replaced and its key is about to be.
            _seen = files.Fingerprint;
            _current = TlsCertificate.Of(files, _settings);
            Log.Renewed(_log, _current);
            Tell(_current);
        }
        catch (TlsCertificateException e)
        {
            // Files that are gone have no content to be known by.
            if (e.InnerException is IOException or UnauthorizedAccessException)
            {
                if (_seen.Length == 0)
                {
                    return;
                }

                _seen = [];
            }

            Log.Kept(_log, _current, e.Message);
        }
    }

    private void Tell(TlsCertificate certificate)
    {
        if (certificate.InvalidAt(_clock.GetUtcNow()) is { } invalid)
        {
            Log.Invalid(_log, certificate.Certificate.Subject, invalid);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Information, "The certificate was renewed: {Certificate}")]
        public static partial void Renewed(ILogger logger, TlsCertificate certificate);

        [LoggerMessage(2, LogLevel.Warning, "The new certificate is not usable, and the one before is kept ({Certificate}): {Reason}")]
        public static partial void Kept(ILogger logger, TlsCertificate certificate, string reason);

        [LoggerMessage(3, LogLevel.Warning, "Clients will refuse the certificate: {Subject} {Reason}. Renew it; it is taken up without a restart.")]
        public static partial void Invalid(ILogger logger, string subject, string reason);
    }
}
