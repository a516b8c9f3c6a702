"""Where is a replication played? Executors behind one seam: processes, a cluster, any other.

`host`       lends an executor; `processes` and `cluster` are two kinds
`parcel`     what is played, sent to each worker once
`crew`       plays numbers in their order, and again what a lost worker had in hand
`fingerprint` what must agree where bytes shall be the same
"""
