namespace MlopsCmdlets.Cpd.Calls;

/// <summary>How a list goes on after a page.</summary>
internal enum PageStyle
{
    /// <summary>One reply holds everything.</summary>
    Whole,

    /// <summary><c>next.href</c> carries <c>start</c>: spaces, members, exports, imports, machine learning, connections.</summary>
    HrefToken,

    /// <summary>The object <c>next</c> is the body of the next search: catalogue search.</summary>
    ObjectCursor,

    /// <summary>The value of <c>next</c> goes into the query parameter of that name: jobs and runs.</summary>
    OpaqueCursor,

    /// <summary><c>bookmark</c>, or <c>skip</c> where the release has no bookmarks: projects.</summary>
    Bookmark,

    /// <summary><c>offset</c> and <c>total_count</c>: data source types, asset files.</summary>
    Offset,

    /// <summary><c>next_page_token</c>: pipelines.</summary>
    PageToken,

    /// <summary>Decided by what the first reply looks like.</summary>
    Detect,
}
