using ContactBooks.Core.Accounts;

namespace ContactBooks.Storage;

/// <summary>How the schemas hold what an invitation is for.</summary>
internal static class InvitationPurposeColumn
{
    public const string FirstOperator = "FIRST_OPERATOR";

    private const string Password = "PASSWORD";
    private const string SignIn = "SIGN_IN";

    public static string Of(InvitationPurpose purpose) => purpose switch
    {
        InvitationPurpose.FirstOperator => FirstOperator,
        InvitationPurpose.Password => Password,
        _ => SignIn,
    };

    public static InvitationPurpose Read(string column) => column switch
    {
        FirstOperator => InvitationPurpose.FirstOperator,
        Password => InvitationPurpose.Password,
        SignIn => InvitationPurpose.SignIn,
        _ => throw new InvalidDataException("An invitation in the database is for what this program doesn't know."),
    };
}
