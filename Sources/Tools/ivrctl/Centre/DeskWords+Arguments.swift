public import ArgumentParser
public import ServiceCentre

// The words of the desk as options: help and completions list them, and a mistyped one is refused at once.

extension ComplaintChannel: ExpressibleByArgument {}
extension ComplaintBusiness: ExpressibleByArgument {}
extension ComplaintCause: ExpressibleByArgument {}
extension ComplaintState: ExpressibleByArgument {}
extension ComplaintOutcome: ExpressibleByArgument {}
extension NoticeMeans: ExpressibleByArgument {}
extension OtherChannel: ExpressibleByArgument {}
extension OutboundProject.State: ExpressibleByArgument {}
extension TaskPurpose: ExpressibleByArgument {}
extension DialCourse.State: ExpressibleByArgument {}
extension CallbackTask.State: ExpressibleByArgument {}
extension ContactKind: ExpressibleByArgument {}
extension AgeGroup: ExpressibleByArgument {}
extension ConsentPurpose: ExpressibleByArgument {}
extension ErasureGround: ExpressibleByArgument {}
extension DrillDown.Figure: ExpressibleByArgument {}
extension DetailedReport: ExpressibleByArgument {}
extension QualityReview.State: ExpressibleByArgument {}
