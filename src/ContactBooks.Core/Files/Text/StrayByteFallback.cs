using System.Text;

namespace ContactBooks.Core.Files.Text;

/// <summary>
/// Reads the bytes in a UTF-8 text that aren't UTF-8 as Windows-1252. Such a text was put together from two, and that is nearly always
/// what the other one was; a name with U+FFFD in it would be lost.
/// </summary>
internal sealed class StrayByteFallback : DecoderFallback
{
    /// <inheritdoc/>
    public override int MaxCharCount => 3;

    /// <inheritdoc/>
    public override DecoderFallbackBuffer CreateFallbackBuffer() => new Buffer();

    private sealed class Buffer : DecoderFallbackBuffer
    {
        private string _chars = "";
        private int _given;

        public override int Remaining => _chars.Length - _given;

        public override bool Fallback(byte[] bytesUnknown, int index)
        {
            _chars = TextContent.Windows1252.GetString(bytesUnknown);
            _given = 0;
            return _chars.Length > 0;
        }

        public override char GetNextChar() => _given < _chars.Length ? _chars[_given++] : '\0';

        public override bool MovePrevious()
        {
            if (_given == 0)
                return false;
            _given--;
            return true;
        }

        public override void Reset()
        {
            _chars = "";
            _given = 0;
        }
    }
}
