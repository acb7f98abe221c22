namespace MlopsCmdlets.Sandbox.Faults;

/// <summary>What can go wrong on demand.</summary>
internal enum FaultKind
{
    /// <summary>Answer a status, with <c>Retry-After</c> and a body if given, without running the handler.</summary>
    Status,

    /// <summary>Wait before running the handler.</summary>
    Delay,

    /// <summary>Go silent before the headers, or after a number of bytes of the body, until the client leaves.</summary>
    Stall,

    /// <summary>Break the connection before the handler runs.</summary>
    Reset,

    /// <summary>Cut the body: the connection breaks, or with <c>clean</c> the reply ends as if it were whole.</summary>
    Truncate,

    /// <summary>Change a byte of the body.</summary>
    Corrupt,

    /// <summary>Do all of the work, then break the connection instead of answering.</summary>
    LostReply,

    /// <summary>Do all of the work, then answer a status as if it had failed.</summary>
    LateStatus,

    /// <summary>After a change, answer the next matching read once as if the change had not happened.</summary>
    StaleRead,

    /// <summary>Write links with a host that only the cluster knows.</summary>
    InternalHosts,

    /// <summary>Import without mapping references to the new ids.</summary>
    DanglingReferences,

    /// <summary>Answer 401 and make the token invalid for good.</summary>
    ExpireToken,

    /// <summary>Let the operation that this request starts end in its failed state.</summary>
    Fail,

    /// <summary>Answer with a Date so many seconds off.</summary>
    Clock,
}
