"""What is kept of a study? Its folder: result, manifest, report and journals."""
