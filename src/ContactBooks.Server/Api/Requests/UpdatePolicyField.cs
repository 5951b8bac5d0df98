using ContactBooks.Core.Planning;
using ContactBooks.Core.Rows;

namespace ContactBooks.Server.Api.Requests;

/// <summary>The field <c>updatePolicy</c>, of a query or a form.</summary>
internal static class UpdatePolicyField
{
    /// <summary>Reads it; what is none is told.</summary>
    public static UpdatePolicy Read(string name, RequestFaults faults)
    {
        if (UpdatePolicies.Find(name) is { } policy)
        {
            return policy;
        }

        var names = string.Join(", ", UpdatePolicies.Names);
        faults.Add("updatePolicy", RequestFaultCode.InvalidValue, $"updatePolicy must be one of {names}.");
        return default;
    }
}
